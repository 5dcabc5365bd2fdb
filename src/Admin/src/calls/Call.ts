/** A call in a list, as `/api/v1/calls` tells it. */
export interface Call {
  id: string;
  started_at: string;
  caller: string | null;
  dialled: string;
  listing_id: number | null;
  short_title: string | null;
  direction: string;
  enterprise: string | null;
  extension: string | null;
  line: string | null;
  attribution: string | null;
  destination: string | null;
  outcome: 'answered' | 'missed' | 'live';
  end_side: string | null;
  end_reason: string | null;
  ended_at: string | null;
  talk_seconds: number | null;
  stage: string;
  flow: string;
  node: string;
  recorded: boolean;
}

export interface CallEvent {
  at: string;
  kind: string;
  subject: string;
  detail: string | null;
}

export interface AnalysisRequest {
  enterprise: string;
  state: string;
  reason: string | null;
  at: string;
}

export interface AnalysisResult {
  id: number;
  kind: string;
  subject: string;
  title: string;
  total_score: number | null;
  max_score: number | null;
  completion_percentage: number | null;
  failed_stages: string[];
  received_at: string;
  result: unknown;
}

/** One call with everything known of it. */
export interface CallDetails {
  call: Call;
  times: { greeted_at: string | null; confirmed_at: string | null; ringing_at: string | null; owner_answered_at: string | null; bridged_at: string | null };
  owner_cause: number | null;
  events: CallEvent[];
  recording: { seconds: number; url: string | null } | null;
  analysis: { requests: AnalysisRequest[]; results: AnalysisResult[] } | null;
}

export const callsPath = '/api/v1/calls';
