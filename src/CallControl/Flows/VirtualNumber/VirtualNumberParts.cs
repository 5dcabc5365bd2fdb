using CallControl.Numbers;
using CallControl.Prompts;
using Microsoft.Extensions.Options;

namespace CallControl.Flows.VirtualNumber;

/// <summary>What every call to a virtual number works with.</summary>
internal sealed class VirtualNumberParts(
    Attribution attribution, PromptLibrary prompts, IOptions<VirtualNumberOptions> options)
{
    public Attribution Attribution { get; } = attribution;

    public PromptLibrary Prompts { get; } = prompts;

    public IOptions<VirtualNumberOptions> Options { get; } = options;
}
