import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { VirtualButton } from '../../hal/drivers/virtual/button';
import { Point, type PointOptions } from '../support/point';

const test = suite('a press becomes a ticket');

async function at(options: PointOptions, visit: (point: Point) => Promise<void>): Promise<void> {
  const point = await new Point(options).start();
  try {
    await visit(point);
    assert.equal(point.printer.complaints, [], 'the printer has nothing to complain about');
  } finally {
    await point.stop();
  }
}

const printers: readonly { readonly name: string; readonly options: PointOptions; readonly print: string }[] =
  [
    {
      name: 'an Epson printer',
      options: { driver: { profile: 'epson' }, printer: { profile: 'epson' } },
      print: 'printed',
    },
    {
      name: 'a printer of which nothing is known',
      options: { printer: { profile: 'epson' } },
      print: 'printed',
    },
    {
      name: 'a printer with the oldest commands only',
      options: { printer: { profile: 'basic' } },
      print: 'printed',
    },
    { name: 'a printer that never answers', options: { printer: { profile: 'mute' } }, print: 'unconfirmed' },
    {
      name: 'a narrow printer',
      options: { driver: { paper: 58 }, printer: { dots: 384 } },
      print: 'printed',
    },
  ];

for (const { name, options, print } of printers) {
  test(`by HTTP, MQTT and button, one ticket each comes out of ${name}`, () =>
    at(options, async point => {
      const first = await point.press({ service: 'tax', language: 'fi' });
      const second = await point.pressByMqtt({ service: 'town', language: 'sv' });
      (point.appliance.hal.devices.get('button') as VirtualButton).press();
      await point.until('three papers', () => point.papers.length === 3);
      assert.equal([first.result?.ticket, second.result.ticket], ['V101', 'K101']);
      assert.equal(point.papers, ['V101', 'K101', 'V102']);
      await point.until('the ends are told', () =>
        ['V101', 'K101', 'V102'].every(code => point.printStateOf(code) === print),
      );
    }));
}

test('what hangs torn from the printer while the box starts again is not given to the next customer', () =>
  at({ driver: { profile: 'epson' }, printer: { profile: 'epson', speed: 60 } }, async point => {
    const { printer } = point;
    const fresh = printer.paper;
    const torn = await point.press({ service: 'tax', language: 'fi' });
    // The number is printed, and the end of its ticket is not.
    await point.until('half of it is out', () => printer.paper < fresh - 60);
    await printer.powerOff();
    await point.until(
      'its end is told',
      () => point.printStateOf(torn.result?.ticket ?? '') === 'unconfirmed',
    );
    await printer.powerOn();
    await point.restart();
    const whole = await point.press({ service: 'tax', language: 'fi' });
    await point.until(
      'the next is printed',
      () => point.printStateOf(whole.result?.ticket ?? '') === 'printed',
    );
    const paper = printer.tickets.at(-1)?.text.join('\n') ?? '';
    assert.match(paper, whole.result?.ticket ?? '');
    assert.not.match(paper, torn.result?.ticket ?? '');
  }));

test('every character is right in the four languages', () =>
  at({}, async point => {
    const words = {
      fi: 'Palvelupiste Ääni',
      sv: 'Servicepunkten Å',
      en: 'Service Point',
      se: 'Bálvalusbáiki Čáhci',
    };
    for (const [language, name] of Object.entries(words)) {
      await point.press({ service: 'tax', language });
      await point.until(
        `the ${language} ticket`,
        () => point.papers.length > 0 && point.printer.tickets.at(-1)?.text.join().includes(name) === true,
      );
    }
    assert.is(point.papers.length, 4);
  }));

test('a burst of 60 presses gives 60 tickets in order, each once', () =>
  at(
    { driver: { profile: 'epson' }, printer: { speed: Number.POSITIVE_INFINITY, cutTime: 0, paper: 1e6 } },
    async point => {
      const replies = await Promise.all(Array.from({ length: 60 }, () => point.press({ service: 'tax' })));
      await point.until('all papers', () => point.papers.length === 60, 10_000);
      const given = replies.map(reply => reply.result?.ticket).sort();
      assert.equal([...point.papers].sort(), given);
      assert.equal(point.papers, [...point.papers].sort());
    },
  ));

test('a call lights the lamp and shows the number, and the next press clears them', () =>
  at({}, async point => {
    await point.press({ service: 'tax' });
    const { hal } = point.appliance;
    (hal.devices.get('next') as VirtualButton).press();
    await point.until(
      'lamp and display',
      () =>
        hal.find('lamp', 'lamp')?.sign === 'call' && hal.find('number-display', 'display')?.text === 'V101',
    );
    (hal.devices.get('next') as VirtualButton).press();
    await point.until(
      'cleared',
      () => hal.find('lamp', 'lamp')?.sign === 'off' && hal.find('number-display', 'display')?.text === '',
    );
  }));

test.run();
