import type { FeedbackMessages } from './feedback-wording';

export const feedbackEn: FeedbackMessages = {
  'feedback.title': 'Give feedback',
  'feedback.anonymous': 'Your answers are anonymous. You can skip questions.',
  'feedback.advisor': 'Service advisor',
  'feedback.step': 'Question {number} of {count}',
  'feedback.end-of-scale': '{number} = {meaning}',
  'feedback.back': 'Back',
  'feedback.skip': 'Skip this question',
  'feedback.no-names':
    'Please do not write names, personal identity codes or anything else that tells who you or somebody else is.',
  'feedback.no-answer-to-it': 'We do not reply to feedback. Your own matter is handled at the counter.',
  'feedback.longest': 'At most {count} characters.',
  'feedback.send': 'Send feedback',
  'feedback.skip-words': 'Nothing more to tell',
  'feedback.sending': 'Saving…',
  'feedback.trying': 'The connection was lost. Trying again, please wait.',
  'feedback.no-answer': 'This answer could not be saved. Please try again.',
  'feedback.full': 'There has been too much written feedback today, so it cannot be saved just now.',
  'feedback.changed': 'The questions have just changed. Please answer again.',
  'feedback.refused': 'The answer could not be saved. You can give your feedback to the staff.',
  'feedback.thanks': 'Thank you for your feedback!',
  'feedback.kept': 'Your answers have been saved anonymously.',
  'feedback.goodbye': 'Thank you for your visit!',
  'feedback.done': 'Done',
  'feedback.off': 'We are not collecting feedback just now',
  'feedback.off-help':
    'Thank you for wanting to tell us what you think. You can also give feedback to the staff.',
  'feedback.off-next': 'Feedback will next be collected from {from} to {until}.',
  'feedback.press-a-face': 'Press the face that best matches your experience.',
};
