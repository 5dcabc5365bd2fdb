// Bench: the flow of a call to a virtual number on npm ari-client, as bench/README.md tells it and as CallControl has Asterisk do it: answer, prompt,
// key 1, dial the owner (ringback to the caller meanwhile), whisper to him alone, one bridge, and an end for both when one hangs up. No database,
// no records. Settings come from the environment: see Peer.cs.
'use strict';

const ari = require('ari-client');

const { ARI_URL, ARI_USER, ARI_PASSWORD, APPLICATION, PROMPT, WHISPER, RINGBACK, OWNER } = process.env;

// Only these events are read; Asterisk is told to keep the others to itself.
const EVENTS = ['StasisStart', 'StasisEnd', 'ChannelDtmfReceived', 'ChannelHangupRequest', 'ChannelDestroyed', 'PlaybackFinished'];

// Listeners on the client with maps of our own: those on channels and playbacks stay in the library's lists when nothing removes them.
const byChannel = new Map();
const byPlayback = new Map();
let serial = 0;

// A channel or bridge that has gone is the normal end of a call.
const quietly = (promise) => promise.catch(() => undefined);

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

async function main() {
  const client = await ari.connect(ARI_URL, ARI_USER, ARI_PASSWORD);
  const { channels, bridges, playbacks } = client;

  client.on('StasisStart', (event, channel) => {
    const call = byChannel.get(channel.id);
    (call ? ownerAnswered(call) : callArrived(channel)).catch((error) => failed(call || byChannel.get(channel.id), error));
  });
  client.on('ChannelDtmfReceived', (event, channel) => {
    const call = byChannel.get(channel.id);
    if (call && event.digit === '1' && channel.id === call.caller && !call.owner)
      confirmed(call).catch((error) => failed(call, error));
  });
  client.on('PlaybackFinished', (event, playback) => {
    const call = byPlayback.get(playback.id);
    byPlayback.delete(playback.id);
    if (call && playback.id === call.whisper)
      whispered(call).catch((error) => failed(call, error));
  });
  client.on('ChannelHangupRequest', gone);
  client.on('StasisEnd', gone);
  client.on('ChannelDestroyed', gone);

  await client.start(APPLICATION);
  await client.applications.filter({ applicationName: APPLICATION, filter: { allowed: EVENTS.map((type) => ({ type })) } });
  console.log('ready');

  async function callArrived(channel) {
    const call = { id: `peer-${process.pid}-${++serial}`, caller: channel.id, number: channel.caller.number };
    byChannel.set(call.caller, call);
    await channels.answer({ channelId: call.caller });
    call.heard = await play(call, call.caller, PROMPT, 'prompt');
  }

  // The owner is dialled at once; what else there is to do is done while his phone is on its way to ring.
  async function confirmed(call) {
    call.owner = `${call.id}-owner`;
    call.bridge = `${call.id}-bridge`;
    byChannel.set(call.owner, call);
    const dialling = channels.originate({
      channelId: call.owner, endpoint: OWNER, app: APPLICATION, appArgs: 'owner', callerId: call.number, timeout: 30, originator: call.caller,
    });
    await Promise.all([dialling, ringback(call), bridges.createWithId({ bridgeId: call.bridge, type: 'mixing' })]);
  }

  async function ringback(call) {
    if (call.heard)
      await quietly(playbacks.stop({ playbackId: call.heard }));
    call.heard = await play(call, call.caller, RINGBACK, 'ringback');
  }

  async function ownerAnswered(call) {
    call.whisper = `${call.id}-whisper`;
    await play(call, call.owner, WHISPER, 'whisper');
  }

  async function whispered(call) {
    if (call.ended)
      return;
    await quietly(playbacks.stop({ playbackId: call.heard }));
    await bridges.addChannel({ bridgeId: call.bridge, channel: `${call.caller},${call.owner}`, inhibitConnectedLineUpdates: true });
  }

  async function play(call, channelId, media, what) {
    const playbackId = `${call.id}-${what}`;
    byPlayback.set(playbackId, call);
    await channels.playWithId({ channelId, playbackId, media });
    return playbackId;
  }

  function gone(event, channel) {
    const call = byChannel.get(channel.id);
    if (!call)
      return;
    if (event.type !== 'ChannelHangupRequest')
      byChannel.delete(channel.id);
    end(call);
  }

  function failed(call, error) {
    if (!call || call.ended)
      return;
    console.error(`${call.id}: ${error.message}`);
    end(call);
  }

  // Once: the other leg is hung up, and the bridge, which outlives its channels, is removed.
  function end(call) {
    if (call.ended)
      return;
    call.ended = true;
    for (const channelId of [call.caller, call.owner]) {
      if (channelId && byChannel.has(channelId))
        quietly(channels.hangup({ channelId }));
    }
    if (call.bridge)
      quietly(bridges.destroy({ bridgeId: call.bridge }));
  }
}
