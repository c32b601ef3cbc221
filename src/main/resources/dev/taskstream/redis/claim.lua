-- Claim a key for a task.
-- KEYS: the key
-- ARGV: the task's id, how long the claim lasts in ms,
--       the id of a claimant that is not active (or nothing), 'ended' if it is known to have ended,
--       the time to live in ms from which on a claim is so new that its task may not be here yet
-- Returns the id of the task that has the key
local claimant = redis.call('GET', KEYS[1])
if claimant and claimant ~= ARGV[1] then
  local isNew = redis.call('PTTL', KEYS[1]) > tonumber(ARGV[5])
  if claimant ~= ARGV[3] or (ARGV[4] ~= 'ended' and isNew) then
    return claimant
  end
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]
