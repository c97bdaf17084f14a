#!/bin/busybox sh
# The first and only program of the guest: loads gpio-sim and what a USB printer needs, runs the tests, powers off.
/bin/busybox --install -s /bin
export PATH=/bin NO_COLOR=1
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
for module in configfs gpio-sim-oot usb-common usbcore udc-core dummy_hcd libcomposite usb_f_printer usblp; do
    if [ -e /modules/$module.ko ]; then insmod /modules/$module.ko || echo "module $module not loaded"; fi
done
mount -t configfs none /sys/kernel/config
uname -r
cd /app
for test in *.test.js; do
    echo "guest: $test"
    node "$test"
    echo "guest: exit $?"
done
poweroff -f
