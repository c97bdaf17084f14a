// Pin 13 of a simulated Arduino Uno is switched on by Firmata, within this process.
const { startBoard } = require('tiski-peers');

async function main() {
  const board = await startBoard(); // its program is taken from avrgirl-arduino if that is installed, else fetched once
  let wire;
  await new Promise(hello => {
    wire = board.connect({ received: hello, lost() {} });
  });
  wire.write(Buffer.from([0xf4, 13, 1, 0x91, 1 << 5, 0])); // pin mode: output; port 1: bit 5
  board.events.on('pin', async ({ pin, level }) => {
    if (level !== 'high') return;
    console.log(`pin ${pin} is ${level}`);
    await board.stop();
  });
}

main();
