import { TiskiError } from '../../hal/platform/error';
import { readNamedFile } from '../config/named-file';
import type { Site } from '../config/site';
import { readTls, type TlsMaterial } from '../config/tls-files';
import type { ProxyAddress } from './tunnel';

type Mqtt = NonNullable<Site['mqtt']>;

/** What proves to the broker who this box is, and to the box which broker it is; and who is asked for the way. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  readonly tls?: TlsMaterial;
  /** Name that the broker's certificate must have; its host by default. */
  readonly serverName?: string;
  readonly proxy?: ProxyAddress;
}

/**
 * As the site file names them, read anew so that neither a changed password nor a renewed certificate needs a restart. A certificate
 * that has ended is used all the same: the clock of the box may be wrong, and the broker will say.
 * @throws TiskiError `site-file-missing`, `site-file-unreadable`, `tls-not-pem`, `tls-key-exposed`, `tls-key-locked`, `tls-key-mismatch`,
 * `tls-unusable`
 */
export function credentialsOf(mqtt: Mqtt): Credentials {
  const { username, passwordFile, serverName, proxy } = mqtt;
  const { material, faults } = readTls(mqtt);
  const [fault] = faults;
  if (fault) throw new TiskiError(fault.code, `${fault.setting}: ${fault.message}`);
  return {
    ...(username !== undefined && { username }),
    ...(passwordFile !== undefined && { password: secretIn(passwordFile) }),
    ...(serverName !== undefined && { serverName }),
    ...(Object.keys(material).length > 0 && { tls: material }),
    ...(proxy && { proxy: proxyOf(proxy) }),
  };
}

function proxyOf({ url, username, passwordFile }: NonNullable<Mqtt['proxy']>): ProxyAddress {
  const { hostname, port } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 80 : Number(port),
    ...(username !== undefined &&
      passwordFile !== undefined && { login: `${username}:${secretIn(passwordFile)}` }),
  };
}

function secretIn(file: string): string {
  return readNamedFile(file).content.toString('utf8').trimEnd();
}

/** What a client says of itself when it connects; TLS has its part already. */
export function loginOf({
  tls: _,
  serverName: __,
  proxy: ___,
  ...login
}: Credentials): Pick<Credentials, 'username' | 'password'> {
  return login;
}
