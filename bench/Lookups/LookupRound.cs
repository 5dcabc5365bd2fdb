using CallControl.Bench.Measurement;

namespace CallControl.Bench.Lookups;

/// <summary>One round.</summary>
/// <param name="Vendor">The vendor asked directly for the same client.</param>
/// <param name="Uncached">CallControl asked, which asks the vendor.</param>
/// <param name="Cached">CallControl asked again.</param>
internal sealed record LookupRound(Latency Vendor, Latency Uncached, Latency Cached);
