import { join } from 'node:path';
import { loadSite } from '../../firmware/config/load-site';
import type { Site } from '../../firmware/config/site';
import { ChosenDay, tenFifteen } from './chosen-day';
import { startWebBox, type WebBox } from './web-box';

const two = (fi: string, sv: string, en: string) => ({ fi, sv, en });

/** What of the site of Mikkeli the screens of a hall need besides: ways to the counters from two floors, and notices. */
export function hallOf(site: Site): Site {
  return {
    ...site,
    displays: [
      {
        id: 'lobby',
        chime: true,
        directions: [
          { counter: 'counter-1', arrow: 'right' },
          {
            counter: 'counter-2',
            arrow: 'left',
            text: two('portaiden ohi', 'förbi trappan', 'past the stairs'),
          },
          { counter: 'counter-3', arrow: 'up', text: two('1. kerros', 'våning 1', 'floor 1') },
        ],
      },
      {
        id: 'upstairs',
        directions: [
          { counter: 'counter-1', arrow: 'down', text: two('pohjakerros', 'bottenvåningen', 'ground floor') },
          { counter: 'counter-3', arrow: 'ahead' },
        ],
      },
    ],
    notices: [
      {
        text: two(
          'Palautuslaatikko tyhjennetään klo 16.15.',
          'Returlådan töms kl. 16.15.',
          'The return box is emptied at 16:15.',
        ),
      },
    ],
  };
}

export interface DisplayBox extends WebBox {
  readonly time: ChosenDay;
}

/** Runtime and web server with the site of Mikkeli on a Wednesday forenoon. */
export async function startDisplayBox(
  change: (site: Site) => Site = hallOf,
  at = tenFifteen,
): Promise<DisplayBox> {
  const { site } = loadSite(join(__dirname, '../../simulator/sites/mikkeli.yaml'));
  const time = new ChosenDay(at);
  const box = await startWebBox({ site: change({ ...site, http: { host: '127.0.0.1', port: 0 } }), time });
  return { ...box, time };
}
