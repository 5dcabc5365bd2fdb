namespace CallControl.Asterisk.Agi;

/// <summary>The conversation with the dialplan can't go on: what came is not AGI, Asterisk refused a command, or the socket is gone.</summary>
public sealed class AgiException : IOException
{
    public AgiException()
    {
    }

    public AgiException(string message)
        : base(message)
    {
    }

    public AgiException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
