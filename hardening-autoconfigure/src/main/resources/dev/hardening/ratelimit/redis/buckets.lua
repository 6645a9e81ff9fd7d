-- Token buckets, all or nothing. The clock is that of Redis, in microseconds.
--
-- KEYS: one for each charge. ARGV: what to do (charge, weigh, look, refund), then for each
-- key: cost, whether it binds (1 or 0), time to live in milliseconds, number of limits,
-- and for each limit: permits, period, capacity, refill (greedy or interval).
-- A bucket is three numbers for each limit: permits left, what is left of the division
-- by the period, time of the last refill.
-- Answers for each key: 1 admitted, 0 refused, -1 unknown; permits left; index of the
-- limit that has the fewest left; microseconds to wait.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local mode = ARGV[1]

-- Quotient and rest of (a * b + carry) / c with no intermediate value above 2^53, from
-- where doubles skip integers: for a < 2^31, b and c < 2^45, carry < c.
local function divide(a, b, carry, c)
  local product = a * b + carry
  if product < 4503599627370496 then
    local rest = math.fmod(product, c)
    return (product - rest) / c, rest
  end
  local quotient, rest = 0, 0
  for shift = 4, 0, -1 do
    local digit = math.fmod(math.floor(a / 128 ^ shift), 128)
    local value = rest * 128 + digit * b
    rest = math.fmod(value, c)
    quotient = quotient * 128 + (value - rest) / c
  end
  rest = rest + carry
  if rest >= c then
    return quotient + 1, rest - c
  end
  return quotient, rest
end

local function add(limit, permits, rest)
  limit.left = limit.left + permits
  limit.rest = rest
  if limit.left >= limit.capacity then
    limit.left = limit.capacity
    limit.rest = 0
  end
end

local function refill(limit)
  local passed = now - limit.last
  if passed <= 0 then
    return
  end
  local current = math.fmod(passed, limit.period)
  local periods = (passed - current) / limit.period
  if limit.greedy then
    limit.last = now
    add(limit, periods * limit.permits, limit.rest)
    if limit.left < limit.capacity then
      add(limit, divide(limit.permits, current, limit.rest, limit.period))
    end
  else
    limit.last = now - current
    add(limit, periods * limit.permits, 0)
  end
end

local function wait(limit, cost)
  local missing = cost - limit.left
  if missing <= 0 then
    return 0
  end
  if limit.greedy then
    local quotient, rest = divide(missing, limit.period, 0, limit.permits)
    return quotient + math.ceil((rest - limit.rest) / limit.permits)
  end
  return math.ceil(missing / limit.permits) * limit.period - math.max(0, now - limit.last)
end

local at = 2
local function read(key)
  local bucket = { key = key, cost = tonumber(ARGV[at]), binds = ARGV[at + 1] == '1', ttl = ARGV[at + 2], wait = 0 }
  local count = tonumber(ARGV[at + 3])
  local saved = redis.call('GET', key)
  local numbers = {}
  for number in string.gmatch(saved or '', '%d+') do
    numbers[#numbers + 1] = tonumber(number)
  end
  bucket.known = #numbers == 3 * count
  at = at + 4
  for i = 1, count do
    local limit = { permits = tonumber(ARGV[at]), period = tonumber(ARGV[at + 1]), capacity = tonumber(ARGV[at + 2]),
      greedy = ARGV[at + 3] == 'greedy' }
    at = at + 4
    limit.left = bucket.known and numbers[3 * i - 2] or limit.capacity
    limit.rest = bucket.known and numbers[3 * i - 1] or 0
    limit.last = bucket.known and numbers[3 * i] or now
    refill(limit)
    bucket.wait = math.max(bucket.wait, wait(limit, bucket.cost))
    bucket[i] = limit
  end
  return bucket
end

local function take(bucket, cost)
  local numbers = {}
  for _, limit in ipairs(bucket) do
    add(limit, -cost, limit.rest)
    numbers[#numbers + 1] = string.format('%.0f %.0f %.0f', limit.left, limit.rest, limit.last)
  end
  redis.call('SET', bucket.key, table.concat(numbers, ' '), 'PX', bucket.ttl)
end

local buckets, refused = {}, false
for i, key in ipairs(KEYS) do
  buckets[i] = read(key)
  refused = refused or (buckets[i].binds and buckets[i].wait > 0)
end
local answers = {}
for _, bucket in ipairs(buckets) do
  if mode == 'charge' and not refused and bucket.wait == 0 then
    take(bucket, bucket.cost)
  elseif mode == 'refund' and bucket.known then
    take(bucket, -bucket.cost)
  end
  local fewest = 1
  for i, limit in ipairs(bucket) do
    fewest = limit.left < bucket[fewest].left and i or fewest
  end
  answers[#answers + 1] = (mode == 'look' and not bucket.known) and -1 or (bucket.wait == 0 and 1 or 0)
  answers[#answers + 1] = bucket[fewest].left
  answers[#answers + 1] = fewest - 1
  answers[#answers + 1] = math.min(bucket.wait, 9007199254740991)
end
return answers
