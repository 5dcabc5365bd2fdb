namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>What a caller presses when he is asked.</summary>
internal enum Key
{
    None,
    One,
    Two,
}
