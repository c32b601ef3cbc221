-- End a task whose node is gone, unless it has ended.
-- KEYS: the task, its events
-- ARGV: the final event, how long to keep the task and its events in ms,
--       how far the final event's id is beyond the newest one that is known,
--       the newest one, and fields of the task, if it is not here any more
-- Returns the final event with its id
local ended = redis.call('HGET', KEYS[1], 'ended')
if ended then
  return ended
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'last', ARGV[5], unpack(ARGV, 6))
end
local id = string.format('%.0f', tonumber(redis.call('HGET', KEYS[1], 'last')) + tonumber(ARGV[4]))
local event = id .. ' ' .. ARGV[1]
redis.call('HSET', KEYS[1], 'last', id, 'ended', event, 'lost', '1')
redis.pcall('XADD', KEYS[2], id .. '-0', 'events', event)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return event
