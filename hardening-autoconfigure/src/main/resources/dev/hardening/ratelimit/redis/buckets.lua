-- Token buckets for several requests, one after the other, each all or nothing. The clock
-- is that of Redis, in microseconds.
--
-- KEYS: the buckets. ARGV[1]: the requests, each what to do (1 charge, 2 weigh, 3 look,
-- 4 refund) and the number of its charges, and for each charge: index of the bucket, index
-- of its limits, flags (1 binds, 2 only asks), cost. ARGV[2] and so on: limits, each the
-- time to live of a bucket in milliseconds, and for each limit: permits, period, capacity,
-- 1 for greedy or 0 for interval. All packed, big-endian.
-- A bucket is three doubles for each limit: permits left, what is left of the division by
-- the period, time of the last refill.
-- Answers, packed, for each charge: 1 admitted, 0 refused, -1 unknown; permits left; index
-- of the limit that has the fewest left; microseconds to wait.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local pack, read, fmod, floor, ceil = struct.pack, struct.unpack, math.fmod, math.floor, math.ceil

-- Quotient and rest of (a * b + carry) / c with no intermediate value above 2^53, from
-- where doubles skip integers: for a < 2^31, b and c < 2^45, carry < c.
local function divide(a, b, carry, c)
  local product = a * b + carry
  if product < 4503599627370496 then
    local rest = fmod(product, c)
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
-- Flat lists, since a table for every bucket would cost more than all the rest.
local permits, periods, capacities, greedy = {}, {}, {}, {}
local first, last, ttls = {}, {}, {}
for i = 2, #ARGV do
  local text, at = ARGV[i], 9
  ttls[i - 1] = string.format('%.0f', (read('>d', text)))
  first[i - 1] = #permits + 1
  while at < #text do
    local n, kind = #permits + 1, 0
    permits[n], periods[n], capacities[n], kind, at = read('>dddd', text, at)
    greedy[n] = kind == 1
  end
  last[i - 1] = #permits
end

-- The states of all buckets, likewise: limit number n of a bucket's quota is at its offset + n.
local saved = redis.call('MGET', unpack(KEYS))
local left, rest, since, size = {}, {}, {}, 0
local offsets, quotas, known, changed = {}, {}, {}, {}

local function refill(at, limit)
  local passed, period = now - since[at], periods[limit]
  if passed <= 0 then
    return
  end
  local current = fmod(passed, period)
  local sum = left[at] + (passed - current) / period * permits[limit]
  if not greedy[limit] then
    since[at], rest[at] = now - current, 0
  else
    since[at] = now
    if sum < capacities[limit] then
      local more, carry = divide(permits[limit], current, rest[at], period)
      sum, rest[at] = sum + more, carry
    end
  end
  if sum >= capacities[limit] then
    sum, rest[at] = capacities[limit], 0
  end
  left[at] = sum
end

local function open(index, quota)
  local text, from, to = saved[index], first[quota], last[quota]
  local offset, at = size + 1 - from, 1
  size = size + to + 1 - from
  offsets[index], quotas[index] = offset, quota
  known[index] = text and #text == 24 * (to + 1 - from)
  for limit = from, to do
    local n = offset + limit
    if known[index] then
      left[n], rest[n], since[n], at = read('>ddd', text, at)
      refill(n, limit)
    else
      left[n], rest[n], since[n] = capacities[limit], 0, now
    end
  end
  return offset
end

local function wait(at, limit, cost)
  local missing = cost - left[at]
  if greedy[limit] then
    local quotient, carry = divide(missing, periods[limit], 0, permits[limit])
    return quotient + ceil((carry - rest[at]) / permits[limit])
  end
  return ceil(missing / permits[limit]) * periods[limit] - math.max(0, now - since[at])
end

local function longest(index, quota, cost)
  local offset, most = offsets[index] or open(index, quota), 0
  for limit = first[quota], last[quota] do
    if left[offset + limit] < cost then
      most = math.max(most, wait(offset + limit, limit, cost))
    end
  end
  return most
end

local function take(index, cost)
  local offset, quota = offsets[index], quotas[index]
  for limit = first[quota], last[quota] do
    local sum = left[offset + limit] - cost
    if sum >= capacities[limit] then
      sum, rest[offset + limit] = capacities[limit], 0
    end
    left[offset + limit] = sum
  end
  known[index], changed[index] = true, true
end

local function answer(mode, index, waits)
  local offset, quota = offsets[index], quotas[index]
  local fewest = first[quota]
  for limit = fewest + 1, last[quota] do
    fewest = left[offset + limit] < left[offset + fewest] and limit or fewest
  end
  local status = (mode == 3 and not known[index]) and -1 or (waits == 0 and 1 or 0)
  return pack('>dddd', status, left[offset + fewest], fewest - first[quota], math.min(waits, 9007199254740991))
end

local function change(mode, index, cost, fits)
  if mode == 1 and fits then
    take(index, cost)
  elseif mode == 4 and known[index] then
    take(index, -cost)
  end
end

local requests, at, answers = ARGV[1], 1, {}
local indexes, costs, asks, waits = {}, {}, {}, {}
while at <= #requests do
  local mode, count, index, quota, flags, cost
  mode, count, at = read('>BH', requests, at)
  local refused = false
  for i = 1, count do
    index, quota, flags, cost, at = read('>HHBd', requests, at)
    waits[i] = longest(index, quota, cost)
    indexes[i], costs[i], asks[i] = index, cost, flags >= 2
    refused = refused or (flags % 2 == 1 and waits[i] > 0)
  end
  for i = 1, count do
    change(mode, indexes[i], costs[i], not refused and waits[i] == 0 and not asks[i])
    answers[#answers + 1] = answer(mode, indexes[i], waits[i])
  end
end

for index in pairs(changed) do
  local offset, quota = offsets[index], quotas[index]
  local text
  for limit = first[quota], last[quota] do
    local n = offset + limit
    local numbers = pack('>ddd', left[n], rest[n], since[n])
    text = text and text .. numbers or numbers
  end
  redis.call('SET', KEYS[index], text, 'PX', ttls[quota])
end
return table.concat(answers)
