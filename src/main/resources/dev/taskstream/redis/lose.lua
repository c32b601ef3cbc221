-- End a task whose node is gone, unless it has ended.
-- KEYS: the task, its events
-- ARGV: the final event, how long to keep the task and its events in ms
-- Returns the final event with its id, or false if the task is not here
local ended = redis.call('HGET', KEYS[1], 'ended')
if ended then
  return ended
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  return false
end
local id = string.format('%.0f', tonumber(redis.call('HGET', KEYS[1], 'last')) + 1)
local event = id .. ' ' .. ARGV[1]
redis.call('HSET', KEYS[1], 'last', id, 'ended', event, 'lost', '1')
redis.pcall('XADD', KEYS[2], id .. '-0', 'events', event)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return event
