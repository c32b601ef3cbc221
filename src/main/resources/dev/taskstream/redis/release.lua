-- Release a key, unless another task has claimed it.
-- KEYS: the key
-- ARGV: the task's id
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
