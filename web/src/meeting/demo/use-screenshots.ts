import { EVIDENCE_TITLE_MAX } from '@tandem/schema/meeting/rules';
import { useEffect, useRef, useState } from 'react';
import { usePartnership } from '../../partnership/use-partnership';
import { act, refusal } from '../../platform/act';
import { announce } from '../../ui/announce';
import { toast } from '../../ui/toast';
import type { Meeting } from '../meeting';
import { AddScreenshotDocument } from './demo-acts.gql';
import { pictureProblem, uploadFile } from './upload-file';
import type { Demo } from './verdict-words';

/** A picture on its way: it is sent while its title is still being typed. */
export interface Upload {
  key: number;
  /** As a data address: the page's rules allow no other for what is not on the server. */
  preview: string;
  title: string;
  /** 0 to 1. */
  sent: number;
  fileId: string | null;
  problem: string | null;
}

let nextKey = 1;

/** Pictures that were picked, pasted or dropped for a demo, until they are on its list. */
export function useScreenshots(meeting: Meeting, demo: Demo) {
  const { id: partnershipId } = usePartnership();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const change = (key: number, to: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...to } : upload)));
  const drop = (key: number) => {
    stops.current.get(key)?.abort();
    stops.current.delete(key);
    setUploads((all) => all.filter((upload) => upload.key !== key));
  };

  const take = async (file: File) => {
    const problem = pictureProblem(file);
    if (problem) {
      toast('That was not added', { detail: problem, tone: 'problem' });
      return;
    }
    const key = nextKey++;
    const stop = new AbortController();
    stops.current.set(key, stop);
    const preview = await readPreview(file);
    setUploads((all) => [...all, { key, preview, title: titleFrom(file), sent: 0, fileId: null, problem: null }]);
    try {
      const fileId = await uploadFile(partnershipId, file, (sent) => change(key, { sent }), stop.signal);
      change(key, { fileId, sent: 1 });
    } catch (error) {
      change(key, { problem: refusal(error).message });
    }
  };

  const add = async ({ key, fileId, title }: Upload) => {
    if (!fileId) return;
    try {
      await act(AddScreenshotDocument, { meetingId: meeting.id, storyId: demo.story.id, fileId, title });
      drop(key);
      announce(`${title} is added.`);
    } catch (error) {
      change(key, { problem: refusal(error).message });
    }
  };

  return {
    uploads,
    take: (files: Iterable<File>) => {
      for (const file of files) void take(file);
    },
    retitle: (key: number, title: string) => change(key, { title, problem: null }),
    add,
    drop,
  };
}

const readPreview = (file: File): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => resolve('');
    reader.readAsDataURL(file);
  });

/** A pasted picture is called image.png by every browser, which says nothing. */
const titleFrom = ({ name }: File): string =>
  /^image\.\w+$/i.test(name)
    ? ''
    : name
        .replace(/\.\w+$/, '')
        .replace(/[-_]+/g, ' ')
        .slice(0, EVIDENCE_TITLE_MAX);
