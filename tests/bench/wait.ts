import { accuracyOf } from '../../firmware/servicepoint/wait/accuracy';
import { type Load, loads } from '../support/wait-reference/customers';
import { floorName, sumsOf } from '../support/wait-reference/judge';
import { asDefined } from '../support/wait-reference/variations';
import { type Row, single } from './row';

/** The error of what customers are told, on the reference office; `wait-reference.ts` has the whole table. */
export async function waitRows(): Promise<Row[]> {
  return (Object.keys(loads) as Load[]).map(load => {
    const sums = sumsOf(load, asDefined, { seeds: 1, days: 120, withFloor: true });
    const rmse = (name: 'tiski' | typeof floorName) => {
      const of = sums.get(name);
      return single((of && accuracyOf(of)?.rmse) ?? Number.NaN);
    };
    return {
      name: `error of the wait told (RMSE), ${loads[load]} customers a day`,
      unit: 'min',
      value: rmse('tiski'),
      floor: { what: floorName, value: rmse(floorName) },
      bound: { ratio: 1.03 },
    };
  });
}
