export const eventStates = ['dead', 'waiting', 'delivered', 'expired'] as const;

/** What a CRM is to be told, as `/api/v1/outbox` tells it. */
export interface OutboxEvent {
  id: number;
  enterprise: string;
  integration: string;
  call_id: string;
  kind: string;
  at: string;
  recovered: boolean;
  state: (typeof eventStates)[number];
  attempts: number;
  due_at: string;
  last_error: string | null;
  created_at: string;
  done_at: string | null;
}

export interface OutboxCount {
  enterprise: string;
  integration: string;
  waiting: number;
  dead: number;
  oldest: string | null;
}

export const outboxPath = '/api/v1/outbox';
export const countsPath = `${outboxPath}/counts`;
