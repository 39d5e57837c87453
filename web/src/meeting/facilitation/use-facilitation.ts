import { STAGE_MINUTES_MAX } from '@tandem/schema/meeting/rules';
import { usePartnership } from '../../partnership/use-partnership';
import { useAct } from '../../platform/act';
import { serverNow } from '../server-clock';
import { currentStage, type Meeting, type Stage, stagesToGo } from '../meeting';
import {
  AdvanceMeetingDocument,
  CheckInDocument,
  GoToStageDocument,
  HandOverFacilitationDocument,
  SetStageMinutesDocument,
  SignalStageDocument,
  StartMeetingDocument,
  TakeOverFacilitationDocument,
} from '../meeting-acts.gql';

const MINUTE_MS = 60_000;

/** What runs a meeting: shown at once where that is safe, taken back with the reason when refused. */
export function useFacilitation(meeting: Meeting) {
  const { me } = usePartnership();
  const [sendStart, starting] = useAct(StartMeetingDocument, 'The meeting has not begun');
  const [sendCheckIn, checkingIn] = useAct(CheckInDocument, 'You are not checked in');
  const [sendAdvance, advancing] = useAct(AdvanceMeetingDocument, 'The meeting stays where it is');
  const [sendGoTo, going] = useAct(GoToStageDocument, 'The meeting stays where it is');
  const [sendSignal] = useAct(SignalStageDocument, 'That was not passed on');
  const [sendHandOver] = useAct(HandOverFacilitationDocument, 'You still facilitate');
  const [sendTakeOver, takingOver] = useAct(TakeOverFacilitationDocument, 'You do not facilitate yet');
  const [sendMinutes] = useAct(SetStageMinutesDocument, 'The time stays as it was');

  const moving = advancing || going;
  const meetingId = meeting.id;
  const current = currentStage(meeting);
  const stages = stagesToGo(meeting);
  const at = current ? stages.indexOf(current) : -1;
  const [before, after] = [stages[at - 1], at < 0 ? undefined : stages[at + 1]];
  const changed = (facts: Partial<Meeting>) => ({
    __typename: 'MeetingPayload' as const,
    meeting: { ...meeting, ...facts },
  });
  const movedTo = (stage: Stage) => changed(atStage(meeting, stage));

  return {
    before,
    after,
    starting,
    moving,
    checkingIn,
    takingOver,
    start: () => sendStart({ meetingId }),
    checkIn: () => sendCheckIn({ meetingId }),
    /** One step; a press while one is under way is a slip of the finger. Resolves to whether it was asked for. */
    step(step: 'NEXT' | 'BACK'): boolean {
      const to = step === 'NEXT' ? after : before;
      if (!current || !to || moving) return false;
      void sendAdvance({ meetingId, step, fromStageId: current.id }, { optimistic: { advanceMeeting: movedTo(to) } });
      return true;
    },
    /** To any stage, for everybody. */
    bring(stage: Stage): void {
      if (!current || moving) return;
      void sendGoTo(
        { meetingId, stageId: stage.id, fromStageId: current.id },
        { optimistic: { goToStage: movedTo(stage) } },
      );
    },
    /** Said again, it is taken back. */
    signal(signal: 'READY' | 'MORE_TIME'): void {
      if (!current) return;
      const others = meeting.signals.filter(({ member }) => member.id !== me.id);
      const isBack = meeting.signals.some((one) => one.member.id === me.id && one.signal === signal);
      const mine = {
        __typename: 'StageSignal' as const,
        signal,
        member: { __typename: 'Member' as const, id: me.id, name: me.name },
      };
      void sendSignal(
        { meetingId, stageId: current.id, signal: isBack ? null : signal },
        { optimistic: { signalStage: changed({ signals: isBack ? others : [...others, mine] }) } },
      );
    },
    handOver: (memberId: string) => sendHandOver({ meetingId, memberId }),
    takeOver: async () => meeting.facilitator && sendTakeOver({ meetingId, fromMemberId: meeting.facilitator.id }),
    /** More time from now on: a stage that is overrun does not begin its extension in debt. */
    extend(stage: Stage, byMinutes: number, spentMs: number): void {
      const spent = Math.ceil(spentMs / MINUTE_MS);
      const minutes = Math.min(STAGE_MINUTES_MAX, Math.max(stage.minutes, spent) + byMinutes);
      const stages = meeting.stages.map((one) => (one.id === stage.id ? { ...one, minutes } : one));
      void sendMinutes(
        { meetingId, stageId: stage.id, minutes },
        { optimistic: { setStageMinutes: changed({ stages }) } },
      );
    },
  };
}

export type Facilitation = ReturnType<typeof useFacilitation>;

/** The meeting as it will be once it is at that stage. */
function atStage(meeting: Meeting, stage: Stage): Partial<Meeting> {
  const now = serverNow();
  const spent = meeting.stageEnteredAt ? Math.max(0, now - Date.parse(meeting.stageEnteredAt)) : 0;
  return {
    currentStageId: stage.id,
    stageEnteredAt: new Date(now).toISOString(),
    signals: [],
    stages: meeting.stages.map((one) =>
      one.id === meeting.currentStageId ? { ...one, spentMs: one.spentMs + spent } : one,
    ),
  };
}
