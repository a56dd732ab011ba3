-- Asks every path of the file in arg 1 once, in order (or the one URL over and over), and reports as one line of JSON.
local requests, position, total = {}, 0, 0

function init(args)
  if not args[1] then return end
  for path in io.lines(args[1]) do
    total = total + 1
    requests[total] = wrk.format("GET", path)
  end
  request = function()
    position = position % total + 1
    return requests[position]
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%f,"bytes":%d,"failed":%d,"p50_ms":%f,"p99_ms":%f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
