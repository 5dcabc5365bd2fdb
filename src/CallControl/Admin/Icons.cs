using CallControl.Crm.Contracts;

namespace CallControl.Admin;

/// <summary><c>/ms.png</c>, <c>/ms-admin/favicon.ico</c> and the like: a picture of our own, since vendors' logos are theirs.</summary>
internal static class Icons
{
    public static void MapIcons(this WebApplication app)
    {
        var (picture, icon) = (Read("icon.png"), Read("icon.ico"));
        foreach (var vendor in app.Services.GetServices<ICrmVendor>().Select(vendor => vendor.Name))
        {
            app.MapGet($"/{vendor}.png", () => TypedResults.Bytes(picture, "image/png")).ExcludeFromDescription();
            app.MapGet($"/{vendor}-admin/favicon.ico", () => TypedResults.Bytes(icon, "image/x-icon")).ExcludeFromDescription();
        }
    }

    private static byte[] Read(string name)
    {
        using var resource = typeof(Icons).Assembly.GetManifestResourceStream(typeof(Icons), name)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
