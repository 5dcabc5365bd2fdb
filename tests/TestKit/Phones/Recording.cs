using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Audio;

namespace CallControl.TestKit.Phones;

/// <summary>
/// One side of a call as MixMonitor writes it. Asterisk holds back up to 32 KB, 2 s, while the call lasts. (Recording at a higher rate
/// would show it earlier, but its resampling tears the sound at every packet: a prompt's score falls from 0.999 to 0.74.)
/// </summary>
internal sealed class Recording(AsteriskInstance server, string asteriskPath)
{
    private const int HeaderLength = 44;

    public string AsteriskPath { get; } = asteriskPath;

    /// <summary>Whether Asterisk has closed the file, or never opened one because there was no audio.</summary>
    public bool IsClosed => !server.HasOpen(AsteriskPath);

    public WavFile Read()
    {
        var file = new FileInfo(server.HostPath(AsteriskPath));
        return file.Exists && file.Length >= HeaderLength ? WavFile.Read(file.FullName) : new WavFile(8000, []);
    }
}
