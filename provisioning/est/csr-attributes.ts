import {
  AsnArray,
  AsnChoiceType,
  AsnConvert,
  AsnProp,
  AsnPropTypes,
  AsnType,
  AsnTypeTypes,
} from '@peculiar/asn1-schema';
import { Attribute } from '@peculiar/asn1-x509';
import { TiskiError } from '../../hal/platform/error';
import { derOf, ecdsaWithSha256, plainBytes } from '../x509/der';

/** RFC 7030, 4.5.2: AttrOrOID ::= CHOICE { oid OBJECT IDENTIFIER, attribute Attribute } */
class AttributeOrId {
  id?: string;
  attribute?: Attribute;
}
AsnChoiceType()(AttributeOrId);
AsnProp({ type: AsnPropTypes.ObjectIdentifier })(AttributeOrId.prototype, 'id');
AsnProp({ type: Attribute })(AttributeOrId.prototype, 'attribute');

class Wishes extends AsnArray<AttributeOrId> {}
AsnType({ type: AsnTypeTypes.Sequence, itemType: AttributeOrId })(Wishes);

const ecPublicKey = '1.2.840.10045.2.1';
/** The curve's object identifier 1.2.840.10045.3.1.7, in DER. */
const p256 = Buffer.from('06082a8648ce3d030107', 'hex');

/** What the requests of a box have by themselves. */
const fulfilled = new Set([ecPublicKey, '1.2.840.10045.3.1.7', ecdsaWithSha256]);

/** An extension request (RFC 2985, 5.4.2): extensions the region may set by itself, as RFC 9908 has it. */
const extensionRequest = '1.2.840.113549.1.9.14';

/** The wishes of our own region, in DER: an EC key on P-256 and a signature with SHA-256. */
export function ourWishes(): Buffer {
  const key = new Attribute({
    type: ecPublicKey,
    values: [plainBytes(p256)],
  });
  const asAttribute = new AttributeOrId();
  asAttribute.attribute = key;
  const asId = new AttributeOrId();
  asId.id = ecdsaWithSha256;
  return derOf(new Wishes([asAttribute, asId]));
}

/** The first wish that no request of a box fulfils, or nothing. @throws TiskiError `est-answer-broken` */
export function unknownWish(der: Buffer): string | undefined {
  let wishes: Wishes;
  try {
    wishes = AsnConvert.parse(plainBytes(der), Wishes);
  } catch (error) {
    throw new TiskiError('est-answer-broken', 'no attributes', { cause: error });
  }
  for (const { id, attribute } of wishes) {
    if (id !== undefined && !fulfilled.has(id)) return id;
    if (!attribute || attribute.type === extensionRequest) continue;
    if (attribute.type !== ecPublicKey) return attribute.type;
    // The parser gives NULL as null.
    if (!attribute.values.some(value => value && Buffer.from(value).equals(p256)))
      return `${attribute.type} on another curve`;
  }
  return undefined;
}
