import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { cutAtEndMark } from './end-mark';
import { counted, fileLimit, type Result } from './result';
import { typescript } from './typescript';

/** So many files share a process, and then a fresh one begins: what one left in the heap weighs on few. */
const filesPerProcess = 30;

/** Runs test files one by one in a process that has loaded most of the program already, which halves what a small file costs. */
export class SharedProcess {
  readonly #root: string;
  #child: ChildProcess | undefined;
  #left = 0;

  constructor(root: string) {
    this.#root = root;
  }

  run(file: string): Promise<Result> {
    const child = this.#next();
    const started = performance.now();
    return new Promise(resolve => {
      let [told, complained] = ['', ''];
      const finish = (exitCode: number | null, output: string) => {
        clearTimeout(timer);
        child.removeAllListeners();
        child.stdout?.removeAllListeners();
        child.stderr?.removeAllListeners();
        const seconds = (performance.now() - started) / 1000;
        resolve({ file, ...counted(output, exitCode), seconds, output });
      };
      const look = () => {
        const [out, error] = [cutAtEndMark(told), cutAtEndMark(complained)];
        if (out && error) finish(out.exitCode, out.written + error.written);
      };
      const timer = setTimeout(() => {
        complained += `\nstopped after ${fileLimit / 1000} s\n`;
        child.kill('SIGKILL');
      }, fileLimit);
      child.stdout?.on('data', data => {
        told += data;
        look();
      });
      child.stderr?.on('data', data => {
        complained += data;
        look();
      });
      child.on('exit', (code, signal) => {
        this.#child = undefined;
        finish(code === 0 ? 1 : code, `${told}${complained}\nended its process with ${code ?? signal}\n`);
      });
      child.send(file);
    });
  }

  stop(): void {
    this.#child?.disconnect();
    this.#child = undefined;
  }

  #next(): ChildProcess {
    if (this.#left === 0) this.stop();
    if (!this.#child) {
      this.#left = filesPerProcess;
      this.#child = spawn(process.execPath, [...typescript, join(__dirname, 'shared-worker.ts')], {
        cwd: this.#root,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
    }
    this.#left--;
    return this.#child;
  }
}
