import type { Time } from '../../hal/platform/time';
import type { AnswerState, Call, CallStatus } from './device/call';
import type { Faults, Session } from './device/session';
import { type Feedback, Unit } from './device/unit';
import type { Certificate } from './wire/certificate';
import { JsonRpcSession } from './wire/json-rpc-session';
import { Login } from './wire/login';
import { Port } from './wire/port';
import { SshDoor } from './wire/ssh-door';
import { TextSession } from './wire/text-session';
import { WebSocketDoor } from './wire/websocket-door';

export interface SimulatedCodecOptions {
  readonly time: Time;
  /** `admin` when absent. */
  readonly username?: string;
  /** `secret` when absent. */
  readonly password?: string;
  /** With it the unit speaks `wss://`, without it `ws://`. */
  readonly certificate?: Certificate;
  /** Whether it speaks SSH as well, for which a library is loaded and a key is made; true when absent. */
  readonly ssh?: boolean;
}

export interface Caller {
  /** The address, such as `sip:office@example.org`. */
  readonly from: string;
  readonly name?: string;
}

/** A Cisco RoomOS/CE video unit that a program can reach by its xAPI over WebSocket and SSH, with everything that can go wrong. */
export class SimulatedCodec {
  readonly #faults: Faults = { isHung: false, isMute: false, refusesFeedback: false, delay: 0 };
  readonly #time: Time;
  readonly #login: Login;
  readonly #unit: Unit;
  readonly #sessions = new Set<Session>();
  readonly #webSocketPort: Port;
  readonly #sshPort: Port | undefined;
  readonly #scheme: 'ws' | 'wss';
  readonly #ssh: SshDoor | undefined;

  constructor(options: SimulatedCodecOptions) {
    this.#time = options.time;
    this.#login = new Login(options.username ?? 'admin', options.password ?? 'secret');
    this.#unit = new Unit(options.time, feedback => this.#tell(feedback));
    const webSocket = new WebSocketDoor(this.#login, options.certificate, client => {
      const session = new JsonRpcSession({ ...this.#forSession, send: text => client.send(text) });
      client.on('message', data => session.received(String(data)));
      client.on('error', () => {});
      this.#keep(session, client);
    });
    const ssh =
      options.ssh === false
        ? undefined
        : new SshDoor(this.#login, shell => {
            const session = new TextSession({ ...this.#forSession, write: text => shell.write(text) });
            shell.on('data', data => session.received(String(data)));
            shell.on('error', () => {});
            this.#keep(session, shell);
            session.greet();
          });
    this.#scheme = options.certificate ? 'wss' : 'ws';
    this.#webSocketPort = new Port(cable => webSocket.enter(cable));
    this.#ssh = ssh;
    this.#sshPort = ssh && new Port(cable => ssh.enter(cable));
  }

  async start(): Promise<void> {
    await this.#webSocketPort.listen();
    await this.#sshPort?.listen();
  }

  /** Ends every connection and every timer. */
  async stop(): Promise<void> {
    for (const session of this.#sessions) session.end();
    await this.#webSocketPort.close();
    await this.#sshPort?.close();
  }

  /** As a site file names it. */
  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.#webSocketPort.port}`;
  }

  /** Without SSH its port is 0. */
  get sshUrl(): string {
    return `ssh://127.0.0.1:${this.#sshPort?.port ?? 0}`;
  }

  /** Of the SSH host key, `SHA256:…`; empty without SSH. */
  get sshFingerprint(): string {
    return this.#ssh?.fingerprint ?? '';
  }

  get calls(): readonly Call[] {
    return this.#unit.calls.list;
  }

  /** Since the beginning: TCP connections, logins that were accepted and refused; and the sessions that are open now. */
  get counters(): { connections: number; logins: number; refusals: number; sessions: number } {
    return {
      connections: this.#webSocketPort.accepted + (this.#sshPort?.accepted ?? 0),
      logins: this.#login.accepted,
      refusals: this.#login.refused,
      sessions: this.#sessions.size,
    };
  }

  /** Somebody calls. Returns the id of the call. */
  ring({ from, name = '' }: Caller): number {
    const id = this.#call('Incoming', 'Ringing', 'Unanswered', from, name);
    this.#unit.tellOfEvent('IncomingCallIndication', {
      CallId: id,
      RemoteURI: from,
      DisplayNameValue: name,
    });
    return id;
  }

  /** Somebody calls and the unit takes it by itself. */
  ringAutoanswered({ from, name = '' }: Caller): number {
    const id = this.#call('Incoming', 'Ringing', 'Autoanswered', from, name);
    this.#unit.calls.change(id, { Status: 'Connected' });
    return id;
  }

  /** A call that begins here: it rings at the other end. */
  dial(to: string): number {
    return this.#call('Outgoing', 'Ringing', 'Unanswered', to, '');
  }

  /** @throws Error when there is no such call; likewise the next three */
  answer(id: number): void {
    this.#unit.answer(id);
  }

  /** The person at the unit silences the ring without answering. */
  ignore(id: number): void {
    this.#unit.calls.change(id, { AnswerState: 'Ignored' });
  }

  /** Either end hangs up, or the caller gives up. */
  hangUp(id: number): void {
    this.#unit.hangUp(id);
  }

  /** The call is gone and only its ghost is told of. */
  vanish(id: number): void {
    this.#unit.calls.remove(id);
  }

  /** The ghost of a call that never was, or is long gone. */
  ghost(id: number): void {
    this.#unit.tellOfCall({ id, ghost: 'True' });
  }

  /** Takes connections and messages, answers nothing; nobody is told. Call again with false to end it. */
  hang(isHung = true): void {
    this.#faults.isHung = isHung;
  }

  /** Changes are not told of any more; questions are answered. */
  mute(isMute = true): void {
    this.#faults.isMute = isMute;
  }

  refuseFeedback(refuses = true): void {
    this.#faults.refusesFeedback = refuses;
  }

  /** Everything it says comes so many milliseconds late; 0 ends it. */
  slow(delay: number): void {
    this.#faults.delay = delay;
  }

  /** Sends this on every open session, whatever it means. */
  garble(text: string): void {
    for (const session of this.#sessions) session.sendRaw(text);
  }

  /** Resets every connection; new ones are taken. */
  drop(): void {
    this.#webSocketPort.reset();
    this.#sshPort?.reset();
  }

  /** Half-open: nothing moves, nothing ends, new connections get no answer. */
  unplugCable(): void {
    this.#webSocketPort.unplug();
    this.#sshPort?.unplug();
  }

  plugCable(): void {
    this.#webSocketPort.plug();
    this.#sshPort?.plug();
  }

  /** From now on another password is right. Open sessions stay. */
  changePassword(password: string): void {
    this.#login.password = password;
  }

  /** Calls are lost, connections reset, nobody listens. */
  async powerOff(): Promise<void> {
    this.#unit.restart();
    await this.stop();
  }

  async powerOn(): Promise<void> {
    await this.start();
  }

  get #forSession() {
    return { unit: this.#unit, time: this.#time, faults: this.#faults };
  }

  #keep(session: Session, connection: { on(event: 'close', listener: () => void): unknown }): void {
    this.#sessions.add(session);
    connection.on('close', () => {
      session.end();
      this.#sessions.delete(session);
    });
  }

  #tell(feedback: Feedback): void {
    for (const session of this.#sessions) session.tell(feedback);
  }

  #call(
    Direction: Call['Direction'],
    Status: CallStatus,
    AnswerState: AnswerState,
    address: string,
    DisplayName: string,
  ): number {
    return this.#unit.calls.add({
      Status,
      Direction,
      AnswerState,
      CallbackNumber: address,
      RemoteNumber: address.replace(/^\w+:/, ''),
      DisplayName,
      Protocol: 'Sip',
      CallType: 'Video',
      DeviceType: 'Endpoint',
    });
  }
}
