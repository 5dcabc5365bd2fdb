namespace CallControl.Asterisk.Ari.Requests;

/// <summary>The wire words of <see cref="AriMethod"/>.</summary>
public static class AriMethodWords
{
    public static string Word(this AriMethod method) => method switch
    {
        AriMethod.Get => "GET",
        AriMethod.Post => "POST",
        AriMethod.Put => "PUT",
        AriMethod.Delete => "DELETE",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
