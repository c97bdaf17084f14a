import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeOf } from '../../../firmware/link/homie/properties';
import { smallSite } from '../../support/web-box';

type Service = Parameters<typeof nodeOf<'service'>>[2];

test('who is expected and who has arrived is a value of a service with appointments, and of no other', () => {
  const body = { open: true, waiting: 2, people: 3, last: null } as Service;
  const [, plain] = nodeOf('service', 'tax', body, smallSite);
  assert.equal(Object.keys(plain.properties), ['open', 'waiting', 'people', 'last']);
  const [name, booked] = nodeOf(
    'service',
    'tax',
    { ...body, bookings: { expected: 4, arrived: 1 } } as Service,
    smallSite,
  );
  assert.is(name, 'service-tax');
  assert.equal([booked.properties.expected?.value, booked.properties.arrived?.value], ['4', '1']);
});

test.run();
