-- Add a task to the list of its owner.
-- KEYS: the list
-- ARGV: the task's id, when it was created in us, how long to keep the task in ms,
--       how many tasks to list at most
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[4]))
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return 1
