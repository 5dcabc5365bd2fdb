using CallControl.Customers;
using CallControl.Numbers;
using CallControl.Prompts;
using CallControl.Recordings;
using Microsoft.Extensions.Options;

namespace CallControl.Flows.VirtualNumber;

/// <summary>What every call to a virtual number works with.</summary>
internal sealed class VirtualNumberParts(
    Attribution attribution, ListingRepository listings, PromptLibrary prompts, CustomerLookup customers,
    IOptions<VirtualNumberOptions> options, IOptions<RecordingsOptions> recordings)
{
    public Attribution Attribution { get; } = attribution;

    public ListingRepository Listings { get; } = listings;

    public PromptLibrary Prompts { get; } = prompts;

    public CustomerLookup Customers { get; } = customers;

    public VirtualNumberOptions Options { get; } = options.Value;

    public bool IsRecording { get; } = recordings.Value.Enabled;
}
