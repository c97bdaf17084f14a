import { type Html, html } from '../../firmware/screens/extra-routes';
import { type Figures, percentile } from '../figures';
import { across, drawing, figure, left, round, short, text, ticks } from './plot';

const minute = 60_000;
const row = 26;
const foot = 34;

/** Minutes from the number to the service, by service: half of all waited at most so long, nine of ten, the longest. */
export function waitPlot(figures: Figures, nameOf: (service: string) => string): Html {
  const rows = [...figures.services]
    .filter(([, { waiting }]) => waiting.length > 0)
    .map(([service, { waiting }]) => ({
      name: nameOf(service),
      count: waiting.length,
      p50: (percentile(waiting, 0.5) ?? 0) / minute,
      p90: (percentile(waiting, 0.9) ?? 0) / minute,
      most: (percentile(waiting, 1) ?? 0) / minute,
    }))
    .sort((one, other) => other.count - one.count);
  const height = rows.length * row + foot;
  const scale = ticks(rows.reduce((most, one) => Math.max(most, one.most), 1));
  const [end = 1] = scale.slice(-1);
  const x = across(0, end);
  const axes = scale.map(
    minutes =>
      html`<line class="grid" x1="${round(x(minutes))}" x2="${round(x(minutes))}" y1="0" y2="${height - foot}"/>${text(x(minutes), height - foot + 18, String(minutes), 'middle')}`,
  );
  const bars = rows.map(({ name, p50, p90, most }, index) => {
    const y = index * row + 5;
    return html`${text(left - 8, y + 12, short(name), 'end')}<rect class="nine" x="${left}" y="${y}" width="${round(x(p90) - left)}" height="${row - 10}"/><rect class="half" x="${left}" y="${y}" width="${round(x(p50) - left)}" height="${row - 10}"/><line class="longest" x1="${round(x(most))}" x2="${round(x(most))}" y1="${y}" y2="${y + row - 10}"/>`;
  });
  const caption = 'Minutes waited, by service';
  const said = rows.map(
    ({ name, p50, p90 }) => `${name}: half at most ${p50.toFixed(0)}, nine of ten at most ${p90.toFixed(0)}`,
  );
  return figure(
    caption,
    drawing(`${caption}. ${said.join('; ')}`, height, [...axes, ...bars]),
    'Full colour: half waited at most so long. Pale: nine of ten. Mark: the longest wait.',
  );
}
