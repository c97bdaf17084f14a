import { Command } from 'commander';
import { SystemTime } from '../../hal/platform/time';
import { realDisk } from '../../ota/disk/real-disk';
import { BoxErrands } from '../region/box-errands';
import { EnrolmentDesk } from '../region/enrolment-desk';
import { LifeDesk } from '../region/life-desk';
import { openRegion, takeoversIn } from '../region/region-folder';
import { RegionService, revocationListPath } from '../region/region-service';
import { fingerprint } from '../x509/fingerprint';
import { interruption, listenAddress, run, serviceUrl } from './terminal';
import { withState } from './with-state';

interface ServeOptions {
  readonly state: string;
  readonly region?: string;
  readonly url?: string;
  readonly listen: { readonly host: string; readonly port: number };
}

export function serveCommand(): Command {
  return withState(new Command('serve'))
    .description('run the service of a region, which gives certificates to its boxes')
    .option('--region <name>', 'name of the region; at the first start')
    .option('--url <address>', 'by which boxes reach it; at the first start', serviceUrl)
    .option('--listen <address>', 'host and port', listenAddress, { host: '127.0.0.1', port: 8443 })
    .action((options: ServeOptions) => run(() => serve(options)));
}

async function serve({ state, region, url, listen }: ServeOptions): Promise<void> {
  const time = new SystemTime();
  const folder = await openRegion(state, time.now(), { region, url });
  const { db, authority } = folder;
  try {
    const desk = new EnrolmentDesk({
      db,
      authority,
      revocationList: new URL(revocationListPath, folder.url).href,
    });
    const pino: typeof import('pino') = require('pino');
    const log = pino.pino({ base: null }, pino.destination(2));
    const host = folder.url.hostname.replace(/^\[|\]$/g, '');
    const errands = new BoxErrands({
      desk,
      life: new LifeDesk({ db, authority }),
      authority,
      disk: realDisk,
      folder: takeoversIn(state),
    });
    const service = new RegionService({ desk, errands, authority, time, log, hosts: [host], listen });
    const port = await service.start();
    process.stdout.write(
      `${JSON.stringify({ ready: true, port, region: fingerprint(authority.publicKey) })}\n`,
    );
    const interrupted = interruption();
    await new Promise<void>(resolve =>
      interrupted.addEventListener('abort', () => resolve(), { once: true }),
    );
    await service.stop();
  } finally {
    db.close();
  }
}
