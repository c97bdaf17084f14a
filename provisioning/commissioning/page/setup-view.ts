import type { PrintOutcome } from '../../../hal/ticket-printer';
import type { Labels } from '../acceptance';
import type { Course } from '../course';
import type { DeviceBench, Trial } from '../device-bench';
import type { CheckResult } from '../network/check-network';
import type { ButtonTask } from '../site-draft';
import type { Succeeded } from '../succession';
import type { Trouble } from '../trouble';
import type { SetupLanguage } from '../words/words';

/** What the page shows to the technician who is in. */
export interface SetupView {
  readonly language: SetupLanguage;
  readonly fingerprint: string;
  readonly step: Course['step'];
  readonly furthest: Course['step'];
  readonly trouble: Trouble | undefined;
  readonly network: readonly CheckResult[];
  readonly regionUrl: string;
  readonly box: string;
  readonly name: Readonly<Record<string, string>>;
  readonly waits: boolean;
  readonly succeeds: boolean;
  readonly succeeded: Succeeded | undefined;
  readonly tasks: readonly (ButtonTask & { readonly learned: boolean })[];
  readonly wanted: string | undefined;
  readonly deaf: DeviceBench['deaf'];
  readonly trials: readonly Trial[];
  readonly labels: Labels;
  readonly printed: PrintOutcome['outcome'] | undefined;
  readonly hasPrinter: boolean;
  readonly published: boolean;
  readonly reports: boolean;
}

export function viewOf(course: Course, language: SetupLanguage, fingerprint: string): SetupView {
  const { learning, trouble } = course;
  const heard = learning?.trouble;
  return {
    language,
    fingerprint,
    step: course.step,
    furthest: course.furthest,
    trouble: trouble ?? (heard === undefined ? undefined : { code: heard, lines: [] }),
    network: course.network,
    regionUrl: course.regionUrl ?? '',
    box: course.box ?? '',
    name: course.draft?.name ?? {},
    waits: course.waits,
    succeeds: course.succeeds,
    succeeded: course.succeeded,
    tasks: learning?.tasks ?? [],
    wanted: learning?.wanted,
    deaf: course.bench?.deaf ?? [],
    trials: course.bench?.trials ?? [],
    labels: course.labels,
    printed: course.printed?.outcome,
    hasPrinter: (course.bench?.printers.length ?? 0) > 0,
    published: course.published,
    reports: course.draft?.broker !== undefined,
  };
}
