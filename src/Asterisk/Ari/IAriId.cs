namespace CallControl.Asterisk.Ari;

/// <summary>A typed id, a plain string on the wire.</summary>
public interface IAriId<TSelf>
    where TSelf : struct, IAriId<TSelf>
{
    string Value { get; }

#pragma warning disable CA1000 // Static abstract members are how the one converter below makes every id type.
    static abstract TSelf Create(string value);
#pragma warning restore CA1000
}
