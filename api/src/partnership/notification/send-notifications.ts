import type { DueWork } from '../../platform/jobs/due.ts';
import { notificationMail } from './compose-mail.ts';
import { deliverAll } from './deliver.ts';
import { claimNext } from './unsent.sql.ts';

/** E-mails what is to go at once: each notification is a mail of its own. */
export const sendNotifications: DueWork = {
  name: 'send-notifications',
  run: (services) =>
    deliverAll(
      services,
      async () => {
        const claimed = await services.sql.row(claimNext, services.clock.now());
        return claimed && [claimed];
      },
      (publicUrl, _all, first) => notificationMail(publicUrl, first, first),
    ),
};
