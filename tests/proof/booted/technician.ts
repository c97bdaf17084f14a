import { once } from 'node:events';
import { SimulatedPrinter } from '../../../simulator/printer';
import { Phone, type Shown } from '../../support/commissioning/phone';
import { SteadyTime } from '../../support/steady-time';

/**
 * `node technician.ts CLAIM`: in the network of a box, its ticket printer and a technician with a phone, who sets the box up by its slip and this claim until
 * nothing is left to do but to let it serve. Prints what the page said last.
 */
async function setUp(claim: string): Promise<void> {
  const printer = new SimulatedPrinter({ time: new SteadyTime(), port: 9100, speed: 4000, cutTime: 5 });
  await printer.start();
  try {
    const slip = async (): Promise<RegExpExecArray> => {
      for (;;) {
        const text = printer.tickets.map(({ text }) => text.join('\n')).join('\n');
        const found = /(https:\/\/\S+\/setup)#([A-Z2-9-]{9})/.exec(text);
        if (found) return found;
        await once(printer.events, 'ticket');
      }
    };
    const [, url = '', code = ''] = await slip();
    const phone = new Phone(url);
    await phone.act('enter', { code });
    let shown: Shown = await phone.act('claim', { claim, url: '' });
    while (shown.step === 'claim' && shown.code === '') {
      await new Promise(resolve => setTimeout(resolve, 200));
      shown = await phone.look();
    }
    process.stdout.write(`${JSON.stringify(shown)}\n`);
    if (shown.step === 'done') await phone.act('finish');
  } finally {
    await printer.stop();
  }
}

void setUp(process.argv[2] ?? '');
