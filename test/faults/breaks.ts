import { newId } from '@sifang/client'
import type pg from 'pg'
import { fromBase64, toBase64 } from '../../client/phone/bytes.ts'
import { sealLetter } from '../../client/phone/envelope.ts'
import type { DeviceRecord } from '../../client/phone/parts.ts'
import { openStorage } from '../../client/phone/storage.ts'
import type { Ledger } from './ledger.ts'

/**
 * What a test may break on purpose, to see that it is found: `resend`: what is sent again goes under a new id; `order`:
 * what an item needs is forgotten (member.ts); `feed`: entries of the change feed show themselves after later ones.
 */
export type Break = 'resend' | 'order' | 'feed'

export type Breaking = {
  /** A request as it leaves the phone. */
  leaving(request: Request, storageName: string): Promise<Request>
  /** From now on; answers how it ends. */
  begin(pool: pg.Pool): Promise<() => Promise<void>>
}

export function breaks(what: Break | undefined, ledger: Ledger): Breaking {
  return {
    leaving: what === 'resend' ? resendingUnderNewIds(ledger) : async (request) => request,
    begin: what === 'feed' ? showLate : async () => async () => undefined,
  }
}

function resendingUnderNewIds(ledger: Ledger): Breaking['leaving'] {
  const sent = new Set<string>()
  return async (request, storageName) => {
    if (new URL(request.url).pathname !== '/api/v1/envelopes') return request
    const { id, sealed } = (await request.clone().json()) as { id: string; sealed: string }
    const outgoing = ledger.get(id)?.outgoing
    if (!sent.has(id) || outgoing?.id !== id || fromBase64(sealed).length === 0) {
      sent.add(id)
      return request
    }
    const again = newId()
    const text = JSON.stringify({ method: outgoing.method, path: outgoing.path, body: outgoing.body })
    const letter = JSON.parse(text.replaceAll(id, again)) as Pick<typeof outgoing, 'method' | 'path' | 'body'>
    const device = await deviceOf(storageName)
    const clock = { wall: new Date().toISOString(), contact: null, wentBack: false }
    const inside = { ...letter, token: device.sendToken, author: device.member.id, clock, app: 'faults' }
    const body = JSON.stringify({ id: again, sealed: toBase64(await sealLetter(device, again, inside)) })
    return new Request(request.url, { method: 'POST', headers: request.headers, body })
  }
}

async function deviceOf(storageName: string): Promise<DeviceRecord> {
  const storage = await openStorage(indexedDB, storageName)
  try {
    const [device] = (await storage.shelves.getAll(
      'device',
      IDBKeyRange.bound('enrolled/', 'enrolled/\uffff'),
    )) as DeviceRecord[]
    if (!device) throw new Error('no device')
    return device
  } finally {
    storage.close()
  }
}

const lateMs = 2000

/** Every other entry of the feed is put aside as it is written, and comes back after later ones have been seen. */
async function showLate(pool: pg.Pool): Promise<() => Promise<void>> {
  await pool.query(`
    create table late_change (like change);
    create function put_aside() returns trigger language plpgsql as $$
    begin
      if new.seq % 2 = 0 and current_setting('sifang.shows_late', true) is null then
        insert into late_change select new.*;
        return null;
      end if;
      return new;
    end $$;
    create trigger put_aside before insert on change for each row execute function put_aside()`)
  const comeBack = async () => {
    await pool.query(`
      begin;
      set local sifang.shows_late = 'yes';
      with late as (delete from late_change returning *) insert into change select * from late;
      commit`)
  }
  const timer = setInterval(() => void comeBack().catch(() => undefined), lateMs)
  return async () => {
    clearInterval(timer)
    await pool.query('drop trigger put_aside on change')
    await comeBack()
    await pool.query('drop function put_aside; drop table late_change')
  }
}
