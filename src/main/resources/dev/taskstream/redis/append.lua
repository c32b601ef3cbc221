-- Append events to a task's story.
-- KEYS: the task, its events
-- ARGV: the last event id that the node believes to be here (-1 to publish the task again),
--       the last event id afterwards, the oldest event id to keep,
--       how long to keep the task and its events in ms, the events, and fields of the task
-- Returns 1 if the story is complete, 0 if another node has declared the task lost,
--         -1 if events are missing, so that the task has to be published again
if redis.call('HEXISTS', KEYS[1], 'lost') == 1 then
  return 0
end
local last = tonumber(redis.call('HGET', KEYS[1], 'last') or '-1')
if last < tonumber(ARGV[1]) then
  return -1
end
if tonumber(ARGV[2]) >= last then
  redis.call('HSET', KEYS[1], 'last', ARGV[2], unpack(ARGV, 7))
end
if tonumber(ARGV[2]) > last and ARGV[6] ~= '' then
  -- An id that is not greater than the newest is an event that is here
  redis.pcall('XADD', KEYS[2], 'MINID', '~', ARGV[3] .. '-0', ARGV[2] .. '-0', 'events', ARGV[6])
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
return 1
