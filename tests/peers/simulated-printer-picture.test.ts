import { PNG } from 'pngjs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderTicket } from '../../simulator/printer';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Pixels from the corner of the picture to the first dot of an 80 mm roll: shadow and side, shadow and top. */
const corner = { x: 52, y: 76 };

async function picture(bytes: Uint8Array, dots?: number): Promise<PNG> {
  return PNG.sync.read(await renderTicket(bytes, { dots }));
}

/** Whether a dot of the printable area is black rather than paper. */
function isBlack(png: PNG, x: number, y: number): boolean {
  const at = ((corner.y + y) * png.width + corner.x + x) * 4;
  return (png.data[at] ?? 255) < 128 && png.data[at + 3] === 255;
}

const cut = '1d564200';

/** `K101` at level M, read back with ZBar. */
const k101 = [
  '#######  #    #######',
  '#     # #  #  #     #',
  '# ### #  #  # # ### #',
  '# ### #   ##  # ### #',
  '# ### # ## ## # ### #',
  '#     #   ##  #     #',
  '####### # # # #######',
  '          #          ',
  '# # # #  #  #   #  # ',
  '  ## #   # # # # #  #',
  '## ##### ### ### ## #',
  '# ## # ##  ### ###  #',
  ' # #  ## ### ### #   ',
  '        ###   #  # # ',
  '#######  #  #   # ###',
  '#     #  #    #  # # ',
  '# ### # #   # # ## ##',
  '# ### #    # # # # # ',
  '# ### # ## # ### ## #',
  '#     #  # ### ### # ',
  '####### #### ###  ###',
];

test('the picture is as wide as the roll and as long as the paper', async () => {
  const wide = await picture(hex(`4b0a ${cut}`));
  assert.equal([wide.width, wide.height], [640 + 40, 56 + 30 + 96 + 40]);
  const narrow = await picture(hex(`4b0a ${cut}`), 384);
  assert.is(narrow.width, 464 + 40);
});

test('a raster is drawn dot by dot', async () => {
  const png = await picture(hex(`1d763000 0200 0200 8001 7ffe ${cut}`));
  const rows = [0, 1].map(y => Array.from({ length: 16 }, (_, x) => (isBlack(png, x, y) ? 1 : 0)).join(''));
  assert.equal(rows, ['1000000000000001', '0111111111111110']);
});

test('a letter fills its cell: eight times as wide and high with GS !', async () => {
  const png = await picture(hex(`1d2177 ${Buffer.from('I').toString('hex')} 0a ${cut}`));
  let [left, right, top, bottom] = [999, 0, 999, 0];
  for (let y = 0; y < 192; y++) {
    for (let x = 0; x < 576; x++) {
      if (!isBlack(png, x, y)) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  assert.ok(left > 4 && right < 96 && right - left > 50, `from ${left} to ${right}`);
  assert.ok(top > 10 && bottom < 160 && bottom - top > 100, `from ${top} to ${bottom}`);
});

test('an accented letter carries its accent', async () => {
  const plain = await picture(hex(`1d2177 61 0a ${cut}`));
  const ringed = await picture(hex(`1b7413 1d2177 86 0a ${cut}`));
  const inkAbove = (png: PNG) => {
    let dots = 0;
    for (let y = 0; y < 60; y++) for (let x = 0; x < 96; x++) if (isBlack(png, x, y)) dots += 1;
    return dots;
  };
  assert.is(inkAbove(plain), 0);
  assert.ok(inkAbove(ringed) > 100);
});

test('a QR code is drawn as a scanner reads it', async () => {
  const data = Buffer.from('K101').toString('hex');
  const png = await picture(
    hex(`1d286b0300314301 1d286b0300314531 1d286b0700315030${data} 1d286b0300315130 ${cut}`),
  );
  const rows = Array.from({ length: 21 }, (_, y) =>
    Array.from({ length: 21 }, (_, x) => (isBlack(png, x, y) ? '#' : ' ')).join(''),
  );
  assert.equal(rows, k101);
});

test('what was never cut has a torn edge and every cut begins a new piece', async () => {
  const one = await picture(hex(`4b0a ${cut}`));
  const two = await picture(hex(`4b0a ${cut} 4b0a`));
  assert.is(two.height, one.height + 28 + 56 + 30 + 40);
});

test('nothing printed gives an empty picture rather than an error', async () => {
  const png = await picture(Buffer.alloc(0));
  assert.ok(png.height > 0);
});

test.run();
