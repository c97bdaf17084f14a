import { spawn } from 'node:child_process';
import type { Kernel } from './kernel';

/** A guest that takes longer hangs, ms. */
const limit = 200_000;

/**
 * Boots the kernel with the initramfs in an emulated PC and passes on what it prints. Emulated in software: it needs no hardware support and runs in any
 * container, some ten times slower than the machine itself.
 * @returns all that was printed
 */
export function boot({ image }: Kernel, initramfs: string, print: (text: string) => void): Promise<string> {
  // One processor: a press is then through the kernel before the next one, which the simulated interrupt needs, for it latches nothing.
  const args = [
    ...['-accel', 'tcg,thread=multi', '-machine', 'q35', '-cpu', 'max', '-smp', '1', '-m', '1024'],
    ...['-display', 'none', '-serial', 'stdio', '-monitor', 'none', '-net', 'none', '-no-reboot'],
    ...['-kernel', image, '-initrd', initramfs],
    ...['-append', 'console=ttyS0 quiet panic=-1 rdinit=/init mitigations=off'],
  ];
  return new Promise((resolve, reject) => {
    const child = spawn('qemu-system-x86_64', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (data: string) => {
      const text = data.replaceAll('\r', '');
      output += text;
      print(text);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const timer = setTimeout(() => {
      take(`\nguest stopped after ${limit / 1000} s\n`);
      child.kill('SIGKILL');
    }, limit);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve(output);
    });
  });
}
