import type { ApplianceOptions } from '../../firmware/appliance';

/** Degrees Celsius of a box in an office, and of one whose fan stands still. */
const temperature = { usual: 45, hot: 88 };

/** The machine under the box, of which only its heat is told. */
export class WarmMachine implements NonNullable<ApplianceOptions['machine']> {
  isHot = false;

  async text(path: string): Promise<string | undefined> {
    if (!path.endsWith('/temp')) return undefined;
    return String((this.isHot ? temperature.hot : temperature.usual) * 1000);
  }

  async names(folder: string): Promise<readonly string[]> {
    return folder.endsWith('/thermal') ? ['thermal_zone0'] : [];
  }

  clockSynced(): boolean {
    return true;
  }
}
