import { boxMetrics } from './box-metrics';
import { deviceMetrics } from './device-metrics';
import { exposition } from './exposition';
import type { Metric, MetricSource } from './metric';
import { pointMetrics } from './point-metrics';
import { programMetrics } from './program-metrics';

/** Every family of `/metrics`. */
export const metrics: readonly Metric[] = [
  ...programMetrics,
  ...boxMetrics,
  ...deviceMetrics,
  ...pointMetrics,
];

/** All of them as they are now, as the text that Prometheus scrapes. */
export function metricsText(source: MetricSource): string {
  return exposition(metrics.map(metric => [metric, metric.read(source)] as const));
}
