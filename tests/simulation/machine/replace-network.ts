import http from 'node:http';
import net from 'node:net';
import type { Network, NetworkSocket } from './network';
import { running } from './world';

interface Listening {
  readonly port: number;
  readonly stop: () => void;
}

const listening = new WeakMap<net.Server, Listening>();

/** Puts the network of the world in the place of the machine's for whatever a machine of the world runs. */
export function replaceNetwork(networkNow: () => Network): void {
  const real = {
    connect: net.connect,
    listen: net.Server.prototype.listen,
    close: net.Server.prototype.close,
  };
  const realAddress = net.Server.prototype.address;

  const connect = (...given: unknown[]) => {
    const machine = running.getStore();
    if (!machine) return (real.connect as (...given: unknown[]) => net.Socket)(...given);
    const [first, second] = given;
    const { host, port } =
      typeof first === 'object' && first !== null
        ? (first as { host?: string; port: number })
        : { port: Number(first), host: typeof second === 'string' ? second : undefined };
    const done = given.find(each => typeof each === 'function') as (() => void) | undefined;
    const socket = networkNow().connect(machine, host ?? '127.0.0.1', Number(port));
    if (done) socket.once('connect', done);
    return socket;
  };
  Object.assign(net, { connect, createConnection: connect });
  Object.assign(http.Agent.prototype, { createConnection: connect });

  Object.assign(net.Server.prototype, {
    listen(this: net.Server, ...given: unknown[]) {
      const machine = running.getStore();
      if (!machine) return (real.listen as (...given: unknown[]) => net.Server).apply(this, given);
      const [first] = given;
      const port =
        typeof first === 'object' && first !== null ? (first as { port?: number }).port : Number(first);
      const done = given.find(each => typeof each === 'function') as (() => void) | undefined;
      if (done) this.once('listening', done);
      const accept = (socket: NetworkSocket) => {
        socket.connecting = false;
        this.emit('connection', socket);
        socket.flow();
      };
      try {
        const taken = networkNow().listen(machine, port ?? 0, accept);
        listening.set(this, { port: taken, stop: () => networkNow().close(machine, taken) });
        setImmediate(() => {
          this.emit('listening');
          stopRealTimer(this);
        });
      } catch (error) {
        setImmediate(() => this.emit('error', error));
      }
      return this;
    },
    address(this: net.Server) {
      const known = listening.get(this);
      return known ? { address: '127.0.0.1', family: 'IPv4', port: known.port } : realAddress.call(this);
    },
    close(this: net.Server, done?: (error?: Error) => void) {
      const known = listening.get(this);
      if (!known) return real.close.call(this, done);
      listening.delete(this);
      known.stop();
      if (done) this.once('close', () => done());
      setImmediate(() => this.emit('close'));
      return this;
    },
  });
}

/**
 * Node's HTTP server looks at its connections every 30 s by a timer of its own that nothing replaces: no seed decides when, and it keeps
 * every program that was killed in memory.
 */
function stopRealTimer(server: net.Server): void {
  const name = Object.getOwnPropertySymbols(server).find(
    ({ description }) => description === 'http.server.connectionsCheckingInterval',
  );
  if (name) clearInterval(Reflect.get(server, name));
}
