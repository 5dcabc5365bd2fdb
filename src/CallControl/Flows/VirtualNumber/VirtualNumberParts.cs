using CallControl.Numbers;
using CallControl.Prompts;
using CallControl.Recordings;
using Microsoft.Extensions.Options;

namespace CallControl.Flows.VirtualNumber;

/// <summary>What every call to a virtual number works with.</summary>
internal sealed class VirtualNumberParts(
    Attribution attribution, PromptLibrary prompts, CallRecorder recorder, IOptions<VirtualNumberOptions> options)
{
    public Attribution Attribution { get; } = attribution;

    public PromptLibrary Prompts { get; } = prompts;

    public CallRecorder Recorder { get; } = recorder;

    public IOptions<VirtualNumberOptions> Options { get; } = options;
}
