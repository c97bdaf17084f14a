import type { ButtonTask } from '../site-draft';

export function taskKey({ task }: Pick<ButtonTask, 'task'>) {
  return `task-${task}` as const;
}

export function pressKey({ task }: Pick<ButtonTask, 'task'>) {
  return `press-${task}` as const;
}
