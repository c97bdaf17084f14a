import type { X509Certificate } from 'node:crypto';
import type { Name } from '@peculiar/asn1-x509';
import { nameOf } from './der';

/** The name of a box: its site, and SITE.NAME. */
export interface BoxName {
  readonly site: string;
  readonly box: string;
}

/**
 * The subject of a box's certificate. Its common name is `SITE/NAME`, as in the topics of the box, since brokers make rules of topics out of it
 * (`firmware/link/brokers`). People and the register say `SITE.NAME`; neither part has a dot or a slash.
 */
export function subjectOfBox({ site, box }: BoxName): Name {
  return nameOf({ organization: site, commonName: box.replace('.', '/') });
}

/** As it stands in a certificate of a region. */
export function nameIn({ subject }: X509Certificate): BoxName {
  const part = (type: string) => {
    const { value = '' } = { ...subject.match(new RegExp(`^${type}=(?<value>.*)$`, 'm'))?.groups };
    return value;
  };
  return { site: part('O'), box: part('CN').replace('/', '.') };
}
