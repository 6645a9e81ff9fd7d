-- Token buckets for several requests, one after the other, each all or nothing. The clock
-- is that of Redis, in microseconds.
--
-- KEYS: the buckets. ARGV[1]: the requests, each what to do (1 charge, 2 weigh, 3 look,
-- 4 refund) and the number of its charges, and for each charge: index of the bucket, index
-- of its limits, 1 if it binds, cost. ARGV[2] and so on: limits, each the time in
-- microseconds for which a bucket is kept, and for each limit: permits, period, capacity, 1
-- for greedy or 0 for interval. All packed, big-endian.
-- A bucket is the time until when it is kept, and three doubles for each limit: permits
-- left, what is left of the division by the period, time of the last refill.
-- Answers, packed, for each charge: 1 admitted, 0 refused, -1 unknown; permits left; index
-- of the limit that has the fewest left; microseconds to wait.
local call, pack, read = redis.call, struct.pack, struct.unpack
local fmod, floor, ceil = math.fmod, math.floor, math.ceil
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])

-- Quotient and rest of (a * b + carry) / c with no intermediate value above 2^53, from
-- where doubles skip integers: for a < 2^31, b and c < 2^45, carry < c. Lua's own % is
-- exact below 2^52 only, and faster than fmod.
local function divide(a, b, carry, c)
  local product = a * b + carry
  if product < 4503599627370496 then
    local rest = product % c
    return (product - rest) / c, rest
  end
  local quotient, rest = 0, 0
  for shift = 4, 0, -1 do
    local digit = fmod(floor(a / 128 ^ shift), 128)
    local value = rest * 128 + digit * b
    rest = fmod(value, c)
    quotient = quotient * 128 + (value - rest) / c
  end
  rest = rest + carry
  if rest >= c then
    return quotient + 1, rest - c
  end
  return quotient, rest
end

-- The limits of all quotas, one after the other, and where those of each begin and end.
-- Flat lists, since a table for every quota would cost more than all the rest.
local permits, periods, capacities, greedy = {}, {}, {}, {}
local first, last, sizes, lifetimes = {}, {}, {}, {}
for i = 2, #ARGV do
  local text, quota, limit, at, kind = ARGV[i], i - 1, #permits, 9, nil
  lifetimes[quota], first[quota] = read('>d', text), limit + 1
  while at < #text do
    limit = limit + 1
    permits[limit], periods[limit], capacities[limit], kind, at = read('>dddd', text, at)
    greedy[limit] = kind == 1
  end
  last[quota], sizes[quota] = limit, 8 + 24 * (limit + 1 - first[quota])
end

-- The buckets as they are kept, and the one that is open: what each limit of its quota has.
local saved, changed = call('MGET', unpack(KEYS)), {}
local left, rest, since = {}, {}, {}

local function refill(limit)
  local passed, period, sum = now - since[limit], periods[limit], left[limit]
  if passed <= 0 then
    return
  end
  local current = passed % period
  if passed >= period then
    sum = sum + (passed - current) / period * permits[limit]
  end
  if not greedy[limit] then
    since[limit], rest[limit] = now - current, 0
  else
    since[limit] = now
    if sum < capacities[limit] then
      local more, carry = divide(permits[limit], current, rest[limit], period)
      sum, rest[limit] = sum + more, carry
    end
  end
  if sum >= capacities[limit] then
    sum, rest[limit] = capacities[limit], 0
  end
  left[limit] = sum
end

-- Opens a bucket, and tells until when it is kept: 0 if there is none.
local function open(index, quota)
  local text, limit, at = saved[index], first[quota], nil
  if not text or #text ~= sizes[quota] then
    for each = limit, last[quota] do
      left[each], rest[each], since[each] = capacities[each], 0, now
    end
    return 0
  end
  local kept
  kept, left[limit], rest[limit], since[limit], at = read('>dddd', text)
  refill(limit)
  for each = limit + 1, last[quota] do
    left[each], rest[each], since[each], at = read('>ddd', text, at)
    refill(each)
  end
  return kept
end

local function wait(limit, cost)
  local missing = cost - left[limit]
  if greedy[limit] then
    local quotient, carry = divide(missing, periods[limit], 0, permits[limit])
    return quotient + ceil((carry - rest[limit]) / permits[limit])
  end
  return ceil(missing / permits[limit]) * periods[limit] - math.max(0, now - since[limit])
end

local function longest(quota, cost)
  local most = 0
  for limit = first[quota], last[quota] do
    if left[limit] < cost then
      most = math.max(most, wait(limit, cost))
    end
  end
  return most
end

-- A bucket is kept twice as long as it needs to fill up, so that most changes leave its
-- time to live alone, which costs Redis much of what it takes to write.
local function take(index, quota, cost, kept)
  local text
  if kept - now < lifetimes[quota] / 2 then
    kept, changed[index] = now + lifetimes[quota], quota
  else
    changed[index] = changed[index] or 0
  end
  for limit = first[quota], last[quota] do
    local sum = left[limit] - cost
    if sum >= capacities[limit] then
      sum, rest[limit] = capacities[limit], 0
    end
    left[limit] = sum
    if text then
      text = text .. pack('>ddd', sum, rest[limit], since[limit])
    else
      text = pack('>dddd', kept, sum, rest[limit], since[limit])
    end
  end
  saved[index] = text
end

-- Changes the open bucket and answers.
local function settle(mode, index, quota, cost, kept, waits, refused)
  if mode == 1 and not refused and waits == 0 then
    take(index, quota, cost, kept)
  elseif mode == 4 and kept > 0 then
    take(index, quota, -cost, kept)
  end
  local fewest = first[quota]
  for limit = fewest + 1, last[quota] do
    fewest = left[limit] < left[fewest] and limit or fewest
  end
  local status = (mode == 3 and kept == 0) and -1 or (waits == 0 and 1 or 0)
  return pack('>dddd', status, left[fewest], fewest - first[quota], math.min(waits, 9007199254740991))
end

local requests, at, answers, answered = ARGV[1], 1, {}, 0
local indexes, quotas, costs, waits = {}, {}, {}, {}
while at <= #requests do
  local mode, charges, refused, kept = nil, nil, false, 0
  mode, charges, at = read('>BH', requests, at)
  for i = 1, charges do
    local binds
    indexes[i], quotas[i], binds, costs[i], at = read('>HHBd', requests, at)
    kept = open(indexes[i], quotas[i])
    waits[i] = longest(quotas[i], costs[i])
    refused = refused or (binds == 1 and waits[i] > 0)
  end
  for i = 1, charges do
    -- The only bucket of a request is still open.
    kept = charges == 1 and kept or open(indexes[i], quotas[i])
    answers[answered + i] = settle(mode, indexes[i], quotas[i], costs[i], kept, waits[i], refused)
  end
  answered = answered + charges
end

for index, quota in pairs(changed) do
  if quota == 0 then
    call('SET', KEYS[index], saved[index], 'KEEPTTL')
  else
    call('SET', KEYS[index], saved[index], 'PX', string.format('%.0f', lifetimes[quota] / 1000))
  end
end
return table.concat(answers)
