// A ticket on simulated paper, and what a printer says without any.
const { once } = require('node:events');
const { connect } = require('node:net');
const { startPrinter } = require('tiski-peers');

async function main() {
  const printer = await startPrinter({ folder: process.argv[2] });
  const wire = connect(printer.port, '127.0.0.1');
  wire.write('\x1b@\x1da\x0fTicket\n\x1d!\x11K101\n\x1dVB\x00'); // reset, status back, text, large text, feed and cut
  const [ticket] = await once(printer.events, 'ticket');
  console.log(ticket.text.join(' | '));
  const told = new Promise(resolve => {
    wire.on('data', status => (status.at(-4) & 0x20) !== 0 && resolve('cover open'));
  });
  printer.openCover();
  console.log(await told);
  console.log(`complaints: ${printer.complaints.map(({ reason }) => reason).join('; ') || 'none'}`);
  wire.destroy();
  await printer.stop();
}

main();
