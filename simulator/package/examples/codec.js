// A call comes in at a simulated video unit, and its clients are told.
const { startCodec } = require('tiski-peers');

async function main() {
  const codec = await startCodec({ ssh: false });
  const login = Buffer.from('admin:secret').toString('base64url');
  const client = new WebSocket(`${codec.url}/ws`, [`auth-${login}`]);
  const next = () =>
    new Promise(resolve =>
      client.addEventListener('message', ({ data }) => resolve(JSON.parse(data)), { once: true }),
    );
  await new Promise(resolve => client.addEventListener('open', resolve));
  client.send(
    JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'xFeedback/Subscribe',
      params: { Query: ['Status', 'Call'] },
    }),
  );
  await next();
  const told = next();
  codec.ring({ from: 'sip:office@example.org', name: 'The office' });
  console.log(JSON.stringify((await told).params));
  client.close();
  await codec.stop();
}

main();
