import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names of PEM files. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

export interface Wish {
  /** Common name; any, by default. */
  readonly common?: string;
  /** subjectAltName, as OpenSSL writes it. */
  readonly names?: string;
  /** Days from now; may be negative. */
  readonly from?: number;
  readonly to?: number;
}

const configuration = `
[ca]
default_ca = here
[here]
database = index
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
`;

/** A certificate authority of its own, made with OpenSSL, that issues certificates of any age. */
export class TestAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-authority-'));
  readonly certificate = join(this.folder, 'ca.pem');
  #issued = 0;

  constructor() {
    writeFileSync(join(this.folder, 'ca.conf'), configuration);
    writeFileSync(join(this.folder, 'index'), '');
    this.#openssl(
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 400 -subj /CN=authority -keyout ca.key -out ca.pem',
    );
  }

  issue({ common, names = 'IP:127.0.0.1,DNS:localhost', from = -1, to = 365 }: Wish = {}): Issued {
    const name = `issued-${this.#issued++}`;
    this.#openssl(
      `req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=${(common ?? name).replaceAll('/', String.raw`\/`)} -addext subjectAltName=${names} -keyout ${name}.key -out ${name}.csr`,
    );
    this.#openssl(
      `ca -batch -notext -config ca.conf -cert ca.pem -keyfile ca.key -startdate ${dayFromNow(from)} -enddate ${dayFromNow(to)} -in ${name}.csr -out ${name}.pem`,
    );
    const key = join(this.folder, `${name}.key`);
    chmodSync(key, 0o600);
    return { certificate: join(this.folder, `${name}.pem`), key };
  }

  /** Locks a key with a passphrase. */
  lock(key: string): void {
    this.#openssl(`pkey -aes256 -passout pass:secret -in ${key} -out ${key}.locked`);
    renameSync(`${key}.locked`, key);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #openssl(command: string): void {
    execFileSync('openssl', command.split(' '), { cwd: this.folder, stdio: 'pipe' });
  }
}

/** As OpenSSL writes instants. */
function dayFromNow(days: number): string {
  const text = new Date(Date.now() + days * 86_400_000).toISOString();
  return `${text.replace(/[-:T]/g, '').slice(0, 14)}Z`;
}
