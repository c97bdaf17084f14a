import type { Link, Network } from '../../../provisioning/commissioning/network/network';

/** A network that a test takes apart. */
export class TornNetwork implements Network {
  link: Link = { name: 'eth0', carrier: true, addresses: ['127.0.0.1'], mac: 'dc:a6:32:01:02:03' };
  names = true;

  links(): readonly Link[] {
    return [this.link];
  }

  async resolve(host: string): Promise<readonly string[]> {
    if (!this.names) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
    return ['127.0.0.1'];
  }
}
