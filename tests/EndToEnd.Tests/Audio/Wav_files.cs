using CallControl.TestKit.Audio;

namespace CallControl.EndToEnd.Tests.Audio;

public sealed class Wav_files : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_is_written_is_read_again()
    {
        var sound = Signals.Speech(seed: 6, seconds: 1, rate: 16000);

        sound.Write(_path);

        var read = WavFile.Read(_path);
        read.SampleRate.ShouldBe(16000);
        read.Samples.ShouldBe(sound.Samples);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void A_file_that_is_still_being_written_is_read_to_its_end(uint lengthInHeader)
    {
        var sound = Signals.Speech(seed: 7, seconds: 1);
        sound.Write(_path);
        var bytes = File.ReadAllBytes(_path);
        BitConverter.TryWriteBytes(bytes.AsSpan(40), lengthInHeader).ShouldBeTrue();

        // One byte of a sample that is not complete yet.
        WavFile.Parse([.. bytes, 7]).Samples.ShouldBe(sound.Samples);
    }

    [Fact]
    public void Something_else_is_refused()
    {
        Should.Throw<InvalidDataException>(() => WavFile.Parse("ID3 not a wav file at all"u8.ToArray()));
    }
}
