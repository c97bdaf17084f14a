import { ascii } from './cells';

/**
 * Character tables that practically every ESC/POS printer has, as the makers print them: which byte stands for which character above
 * 0x7f. Below it all are ASCII.
 */
export interface CodePage {
  readonly name: string;
  /** n of `ESC t n`. */
  readonly number: number;
  readonly bytes: ReadonlyMap<string, number>;
}

const cp850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const cp852 =
  'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0';
const cp1252 =
  '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ';

/** Latin 1 with the euro sign in the place of the dotless i: Finnish, Swedish, English. */
export const pc858 = codePage('PC858', 19, cp850);
/** Latin 2: Northern Sami but for ŋ and ŧ. */
export const pc852 = codePage('PC852', 18, cp852);
export const wpc1252 = codePage('WPC1252', 16, cp1252);

/** In the order of preference: a ticket changes the page as seldom as can be. */
export const commonCodePages: readonly CodePage[] = [pc858, pc852, wpc1252];

function codePage(name: string, number: number, upper: string): CodePage {
  return { name, number, bytes: new Map(Array.from(upper, (character, place) => [character, 0x80 + place])) };
}

/** The bytes of a text in a page, or undefined when the page lacks a character of it. */
export function encodeIn(page: CodePage, text: string): Uint8Array | undefined {
  if (ascii.test(text)) return Buffer.from(text, 'latin1');
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const byte = code < 0x80 ? code : page.bytes.get(character);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}
